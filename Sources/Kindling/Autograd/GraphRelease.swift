import CKernels

/// The release of graphs without deep recursion.
///
/// Releasing a node releases the nodes of its inputs, which release theirs in turn: left to itself,
/// a graph a million operations deep would recurse a million frames. Beyond a certain depth, a node
/// instead hands over its references, and the outermost release drops them one by one.
enum GraphRelease {
  private static let deepest = 64
  /// The objects that have been handed over.
  private static let waiting = ThreadLocal<[AnyObject]> { [] }

  /// Runs `release`, which drops a node's references, or, deep inside other releases, `collect`,
  /// which hands them over.
  @inline(__always)
  static func withoutRecursion(release: () -> Void, collect: (inout [AnyObject]) -> Void) {
    let thread = ck_thread()
    if thread.pointee.releases >= deepest {
      thread.pointee.has_waiting_releases = true
      return collect(&waiting.value)
    }
    thread.pointee.releases += 1
    release()
    if thread.pointee.has_waiting_releases, thread.pointee.releases == 1 { releaseWaiting() }
    thread.pointee.releases -= 1
  }

  @inline(never)
  private static func releaseWaiting() {
    let slot = waiting.slot
    while let object = slot.value.popLast() { _ = consume object }
    ck_thread().pointee.has_waiting_releases = false
  }
}
