import CKernels

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A thread-local value: each thread has its own.
///
/// It needs no lock, and a change on one thread, such as setting a seed, is not visible to any
/// other.
final class ThreadLocal<Value>: Sendable {
  /// The place where a thread keeps its value.
  final class Slot {
    var value: Value
    init(_ value: Value) { self.value = value }
  }

  private let key: pthread_key_t
  private let initial: @Sendable () -> Value

  /// - Parameter initial: creates a thread's value when it is first accessed.
  init(_ initial: @escaping @Sendable () -> Value) {
    var key = pthread_key_t()
    #if canImport(Glibc)
      pthread_key_create(&key) { Unmanaged<AnyObject>.fromOpaque($0!).release() }
    #else
      pthread_key_create(&key) { Unmanaged<AnyObject>.fromOpaque($0).release() }
    #endif
    self.key = key
    self.initial = initial
  }

  /// This thread's slot, for a loop that uses its value often.
  var slot: Slot {
    if let existing = pthread_getspecific(key) {
      return Unmanaged<Slot>.fromOpaque(existing).takeUnretainedValue()
    }
    let slot = Slot(initial())
    pthread_setspecific(key, Unmanaged.passRetained(slot).toOpaque())
    return slot
  }

  /// This thread's value.
  var value: Value {
    get { slot.value }
    _modify { yield &slot.value }
  }

  /// Runs `body` with another value on this thread, then restores the previous one, even after an
  /// error.
  func with<Result, Failure: Error>(
    _ temporary: Value, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let slot = slot
    let before = slot.value
    slot.value = temporary
    defer { slot.value = before }
    return try body()
  }
}

/// Runs `body` with another value in one field of this thread's ``ck_thread_state``, then restores
/// the previous one, even after an error.
///
/// Every operation reads those fields, and reads them faster than a ``ThreadLocal``.
@inline(__always)
func withThreadState<Value, Result, Failure: Error>(
  _ field: WritableKeyPath<ck_thread_state, Value>, _ temporary: Value,
  _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  let state = ck_thread()
  let before = state.pointee[keyPath: field]
  state.pointee[keyPath: field] = temporary
  // Not in a `defer`, where the compiler would leave the key path to be read at run time.
  let result: Result
  do {
    result = try body()
  } catch {
    state.pointee[keyPath: field] = before
    throw error
  }
  state.pointee[keyPath: field] = before
  return result
}
