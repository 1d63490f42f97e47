"""Mail: sent over SMTP with TLS, and the answers that come back to a mailbox folder."""
