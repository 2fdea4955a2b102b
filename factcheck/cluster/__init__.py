"""The crew of a run on a cluster of Ray: the same steps in other processes and on other machines."""
