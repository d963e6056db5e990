import ArgumentParser
import Foundation
import Kindling

/// What a device is and what it can do: the cost of a launch, bandwidths, matrix products.
struct DeviceFigures: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "device",
    abstract: "Describe a device: a launch, copies to, from and on it, matrix products.",
    discussion: """
      Each figure is the median of five runs. Products grow from 256 to 8192 rows, and end early \
      once one takes more than two seconds.
      """)

  @Argument(help: "The device: opencl:0 or cuda:0.")
  var device: Device

  /// How much is copied, in float32 elements: 256 MiB.
  private static let count = 1 << 26

  func validate() throws {
    try device.check()
    guard device != .cpu else {
      throw ValidationError("the processor is timed by benchmark alone; name opencl:0 or cuda:0")
    }
  }

  func run() { withDefaultDevice(device, report) }

  private func report() {
    let gibibytes = Double(device.memory ?? 0) / 0x1p30
    print(
      "\(device.name ?? "a device"): \(String(format: "%.1f", gibibytes)) GiB, "
        + (device.hasFloat64 ? "float64" : "no float64"))
    let first = seconds {
      _ = Tensor.ones(4) + 1
      device.synchronize()
    }
    report("first kernel, compiled or read", readable(first))
    report("launch of one kernel", readable(launch()))
    for (name, rate) in bandwidths() {
      report(name, String(format: "%.2f GB/s", rate / 1e9))
    }
    var size = 256
    while size <= 8192 {
      let time = product(size)
      let rate = 2 * Double(size) * Double(size) * Double(size) / time
      report(
        "product of \(size)", readable(time) + String(format: ", %.1f GFLOP/s", rate / 1e9))
      if time > 2 { break }
      size *= 2
    }
  }

  private func report(_ name: String, _ figure: String) {
    print("  " + name.padded(to: 32) + figure)
  }

  /// The median seconds of `work` and of waiting for the device, after a first time.
  private func time(_ work: () -> Void) -> Double {
    func once() {
      work()
      device.synchronize()
    }
    once()
    return median((0..<5).map { _ in seconds(once) })
  }

  private func launch() -> Double {
    let (a, b) = (Tensor.ones(4), Tensor.ones(4))
    let calls = 1000
    return time { for _ in 0..<calls { _ = a + b } } / Double(calls)
  }

  /// Bytes a second. An addition reads two tensors and writes a third.
  private func bandwidths() -> [(String, Double)] {
    let bytes = Double(Self.count * 4)
    let here = Tensor.ones(Self.count, device: .cpu)
    let (a, b) = (Tensor.ones(Self.count), Tensor.ones(Self.count))
    let to = time { _ = here.to(device) }
    // A tensor keeps the copy that was made for the processor, so each run needs a new one.
    var sources = (0..<6).map { _ in a + 1 }
    device.synchronize()
    let from = time { _ = sources.removeLast().to(.cpu) }
    let add = time { _ = a + b }
    return [
      ("copy to the device, 256 MiB", bytes / to), ("copy from the device", bytes / from),
      ("addition on the device", 3 * bytes / add),
    ]
  }

  private func product(_ size: Int) -> Double {
    let (a, b) = (Tensor.ones(size, size), Tensor.ones(size, size))
    return time { _ = a.matmul(b) }
  }
}
