"""Forms of meetings: the agenda, its papers, the forward plan, the meeting itself."""

from frankpledge.meetings.forms.agenda import AddItemForm, CommissionForm, ItemForm
from frankpledge.meetings.forms.meetings import (
    CancelMeetingForm,
    MoreTimeForm,
    MoveMeetingForm,
    move_form,
    plan_form,
)
from frankpledge.meetings.forms.papers import (
    PublishForm,
    UploadForm,
    WithholdForm,
    WriteForm,
    initial_of,
)
from frankpledge.meetings.forms.plan import (
    AcceptForm,
    DeclineForm,
    EntryForm,
    MoveEntryForm,
    ProposeForm,
    TakeOutForm,
)

__all__ = [
    "AcceptForm",
    "AddItemForm",
    "CancelMeetingForm",
    "CommissionForm",
    "DeclineForm",
    "EntryForm",
    "ItemForm",
    "MoreTimeForm",
    "MoveEntryForm",
    "MoveMeetingForm",
    "ProposeForm",
    "PublishForm",
    "TakeOutForm",
    "UploadForm",
    "WithholdForm",
    "WriteForm",
    "initial_of",
    "move_form",
    "plan_form",
]
