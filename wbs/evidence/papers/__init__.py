"""Papers that people sign: plain values in, a PDF out."""
