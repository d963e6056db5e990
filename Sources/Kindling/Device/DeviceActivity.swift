/// What devices were asked to do so far, by all threads of the process.
///
/// ```swift
/// let before = DeviceActivity.current
/// model(x)
/// print(DeviceActivity.current.launches - before.launches)
/// ```
public struct DeviceActivity: Equatable, Sendable {
  /// Kernels started.
  public fileprivate(set) var launches: Int = 0
  /// Copies to a device and back.
  public fileprivate(set) var copiesToDevice: Int = 0, copiesFromDevice: Int = 0
  /// What they moved.
  public fileprivate(set) var bytesToDevice: Int = 0, bytesFromDevice: Int = 0
  /// How often each operation was computed on the processor for want of a kernel, by its name.
  public fileprivate(set) var fallbacks: [String: Int] = [:]

  /// What there was so far.
  public static var current: DeviceActivity { DeviceCounters.shared.activity }
}

/// Counts what devices do.
final class DeviceCounters: @unchecked Sendable {
  static let shared = DeviceCounters()
  private let lock = Lock()
  private var counts = DeviceActivity()

  var activity: DeviceActivity { lock.locked { counts } }

  func launched() { lock.locked { counts.launches += 1 } }

  func moved(toDevice byteCount: Int) {
    lock.locked {
      counts.copiesToDevice += 1
      counts.bytesToDevice += byteCount
    }
  }

  func moved(fromDevice byteCount: Int) {
    lock.locked {
      counts.copiesFromDevice += 1
      counts.bytesFromDevice += byteCount
    }
  }

  /// Counts a fallback, and tells whether it is the first of that operation.
  func fellBack(_ operation: String) -> Bool {
    lock.locked {
      counts.fallbacks[operation, default: 0] += 1
      return counts.fallbacks[operation] == 1
    }
  }
}
