"""The measured numbers: real servers, driven over HTTP from another process."""
