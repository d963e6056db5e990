/// The work given to devices so far by all threads of the process.
///
/// ```swift
/// let before = DeviceActivity.current
/// model(x)
/// print(DeviceActivity.current.launches - before.launches)
/// ```
public struct DeviceActivity: Equatable, Sendable {
  /// The number of kernels launched.
  public fileprivate(set) var launches: Int = 0
  /// The number of copies to a device, and from a device.
  public fileprivate(set) var copiesToDevice: Int = 0, copiesFromDevice: Int = 0
  /// The number of bytes they copied.
  public fileprivate(set) var bytesToDevice: Int = 0, bytesFromDevice: Int = 0
  /// The number of times each operation, by name, was computed on the processor because it has no
  /// kernel.
  public fileprivate(set) var fallbacks: [String: Int] = [:]

  /// The activity so far.
  public static var current: DeviceActivity { DeviceCounters.shared.activity }
}

/// The counters of device activity.
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

  /// Counts a fallback and returns whether it is the first for that operation.
  func fellBack(_ operation: String) -> Bool {
    lock.locked {
      counts.fallbacks[operation, default: 0] += 1
      return counts.fallbacks[operation] == 1
    }
  }
}
