"""The public record in the shape of OParl 1.1, the German standard for open council data."""
