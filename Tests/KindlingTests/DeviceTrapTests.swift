import Kindling
import Testing

@Suite struct DeviceTrapTests {
  /// What is missing depends on the machine; the rest of the sentence does not.
  @Test func moveToADeviceThatIsNotThere() async {
    let obstacle = Device.cuda(99).obstacle ?? ""
    #expect(obstacle.contains("CUDA"))
    expectTrap(
      "to(.cuda(99)): \(obstacle); tensors stay on .cpu",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2).to(.cuda(99))
      })
  }
}
