#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What belongs to one thread: the default generator, graph nodes waiting to be released, and what
/// checks of gradients ask for.
///
/// A thread's own value needs no lock, and a seed set in one thread cannot be spent by another.
final class ThreadState {
  var generator = Generator(seed: Generator.defaultSeed)
  /// NumPy's.
  var randomState = RandomState(Generator.defaultSeed)
  /// See ``Graveyard``.
  var waitingForRelease: [AnyObject] = []
  /// Whether backward passes look for NaN.
  var detectsAnomalies = false
  /// Where operations are written down while ``OperationTrace/of(_:)`` runs.
  var trace: OperationTrace?

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    #if canImport(Glibc)
      pthread_key_create(&key) { Unmanaged<ThreadState>.fromOpaque($0!).release() }
    #else
      pthread_key_create(&key) { Unmanaged<ThreadState>.fromOpaque($0).release() }
    #endif
    return key
  }()

  static var current: ThreadState {
    if let existing = pthread_getspecific(key) {
      return Unmanaged<ThreadState>.fromOpaque(existing).takeUnretainedValue()
    }
    let state = ThreadState()
    pthread_setspecific(key, Unmanaged.passRetained(state).toOpaque())
    return state
  }
}
