"""The place of a member's decisions: leave, transfer, retire, resign. A draft here is never sent by the system."""
