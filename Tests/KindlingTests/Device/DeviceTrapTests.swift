import Foundation
import Testing

@testable import Kindling

@Suite struct DeviceTrapTests {
  /// What is missing depends on the machine; the rest of the sentence does not.
  @Test func moveToADeviceThatIsNotThere() async {
    let obstacle = Device.cuda(99).obstacle ?? ""
    #expect(obstacle.contains("CUDA"))
    expectTrap(
      "to(.cuda(99)): \(obstacle); tensors stay on .cpu",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, device: .cpu).to(.cuda(99))
      })
  }

  @Test(.enabled(if: Device.opencl(0).isAvailable)) func tensorsOnDifferentDevices() async {
    expectTrap(
      "add: the tensors are on .cpu and .opencl(0); bring them to one device with to(_:)",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.ones(2, device: .opencl(0)) + Tensor.ones(2, device: .cpu)
      })
    expectTrap(
      "matmul: the tensors are on .cpu and .opencl(0); bring them to one device with to(_:)",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.ones(2, 2, device: .cpu).matmul(Tensor.ones(2, 2, device: .opencl(0)))
      })
    expectTrap(
      "cat: the tensors are on .cpu and .opencl(0); bring them to one device with to(_:)",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.cat([.ones(2, device: .opencl(0)), .ones(2, device: .cpu)])
      })
  }

  @Test(.enabled(if: Device.opencl(0).isAvailable)) func aNumberThatIsElsewhere() async {
    expectTrap(
      "add: a result on .opencl(0) does not fit in place into a tensor on .cpu",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Tensor(1.0, device: .cpu) += Tensor(2.0, device: .opencl(0))
      })
  }

  @Test(.enabled(if: Device.opencl(0).isAvailable)) func whatTheDeviceRefuses() async {
    let name = Device.opencl(0).name!
    // No more elements than there may be, and more bytes than a device has.
    expectTrap(
      "Tensor: there is no memory for 32000000000 bytes on .opencl(0) (\(name))",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros([4_000_000_000], dtype: .float64, device: .opencl(0))
      })
    expectTrap(
      ".opencl(0): \(name): clFinish gave error -5, a kernel failed, or the memory of the device is "
        + "full",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        OpenCLDevices.all[0].check(-5, "clFinish")
      })
  }

  @Test func variablesThatMeanNothing() async {
    expectTrap(
      "KINDLING_DEVICE: tpu is no device; cpu, opencl:0 and cuda:0 are some",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        setenv("KINDLING_DEVICE", "tpu", 1)
        _ = Tensor.zeros(2)
      })
    expectTrap(
      "KINDLING_FALLBACK: maybe is none of warn, allow and refuse",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        setenv("KINDLING_FALLBACK", "maybe", 1)
        _ = Fallback.current
      })
  }

  @Test(.enabled(if: Device.opencl(0).isAvailable)) func aRefusedFallback() async {
    expectTrap(
      "sort: .opencl(0) has no kernel for it: it orders up to 4096 elements along a dimension",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        withFallback(.refuse) { _ = Tensor.ones(5000, device: .opencl(0)).argsort(dim: 0) }
      })
  }
}
