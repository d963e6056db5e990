/// Whether slices are read from a tensor, written to it or added to its elements.
enum SliceTransfer { case read, write, add }
