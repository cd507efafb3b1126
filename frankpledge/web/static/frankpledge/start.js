// Starts GOV.UK Frontend's improvements. Every page works without this file.
// The class names are set here, not in an inline script, so that the content
// security policy can refuse inline scripts altogether.
import { initAll } from "../govuk/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
