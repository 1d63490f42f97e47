"""The way back to work, as the member plans it: his steps, who goes along, and what he alone lets command know."""
