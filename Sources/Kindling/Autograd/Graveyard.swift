import CThreadState

/// How a graph is let go of.
///
/// Releasing a node releases its inputs' nodes, whose release releases theirs: left to itself, a
/// graph a million operations deep would recurse a million frames. After some levels a node hands
/// over what it holds instead, and the outermost release lets go of the pieces one after the other.
enum Graveyard {
  private static let deepest = 64
  /// What has been handed over.
  private static let waiting = ThreadLocal<[AnyObject]> { [] }

  /// Runs `release`, which lets go of what a node holds, or, deep inside other releases, `collect`,
  /// which hands it over.
  @inline(__always)
  static func bury(release: () -> Void, collect: (inout [AnyObject]) -> Void) {
    let thread = current_thread_state()
    if thread.pointee.releases >= deepest {
      return collect(&waiting.value)
    }
    thread.pointee.releases += 1
    release()
    if thread.pointee.releases == 1 { releaseWaiting() }
    thread.pointee.releases -= 1
  }

  @inline(never)
  private static func releaseWaiting() {
    let slot = waiting.slot
    while let object = slot.value.popLast() { _ = consume object }
  }
}
