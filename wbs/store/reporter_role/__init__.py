"""The PostgreSQL role of the reporters' application: what it reaches, how it is granted, whether it fits (ADR 0145)."""
