"""Work done in processes that can be ended: what hangs, dies or fills the memory costs one answer."""
