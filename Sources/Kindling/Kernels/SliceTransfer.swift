/// Whether slices are read from a tensor, written to it or added to what it holds.
enum SliceTransfer { case read, write, add }
