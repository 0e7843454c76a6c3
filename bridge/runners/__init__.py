"""What sets the pipeline going: once, on a schedule, in a pool of threads."""
