/// Nodes and saved tensors on their way out.
///
/// Releasing a node releases its inputs' nodes, whose release releases theirs: left to itself, a
/// graph a million operations deep would recurse a million frames. A node that goes hands over what
/// it held instead, and the outermost release lets go of the pieces one after the other.
struct Graveyard {
  private var waiting: [AnyObject] = []
  private var isDraining = false

  /// Takes over a node that nothing else holds. One with another holder is let go of at once, while
  /// that holder still keeps it alive.
  mutating func take(_ node: inout Node?) {
    if isKnownUniquelyReferenced(&node), let last = node { waiting.append(last) }
    node = nil
  }

  /// Takes over a saved tensor that is part of the graph.
  mutating func take(_ saved: inout SavedTensor?) {
    if let tensor = saved.take()?.graphTensor { waiting.append(tensor) }
  }

  /// Runs `collect` and then, unless a release further out is at it, lets go of all that waits.
  static func bury(_ collect: (inout Graveyard) -> Void) {
    let state = ThreadState.current
    collect(&state.graveyard)
    if state.graveyard.isDraining { return }
    state.graveyard.isDraining = true
    while let object = state.graveyard.waiting.popLast() { _ = consume object }
    state.graveyard.isDraining = false
  }
}
