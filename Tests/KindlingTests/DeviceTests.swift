import XCTest

@testable import Kindling

final class DeviceTests: XCTestCase {
  func testATensorThatIsThereStays() {
    let x = Tensor.zeros(2, 3)
    XCTAssertEqual(x.device, .cpu)
    XCTAssertTrue(x.to(.cpu) === x)
    XCTAssertTrue(Device.cpu.isAvailable)
    XCTAssertNil(Device.cpu.obstacle)
    XCTAssertEqual("\(Device.cpu) \(Device.cuda(1))", ".cpu .cuda(1)")
  }

  func testAvailabilityAndObstacleAgree() {
    for number in 0..<3 {
      let device = Device.cuda(number)
      XCTAssertEqual(device.isAvailable, device.obstacle == nil)
    }
  }

  func testWhatTheDriverSaidIsTold() {
    for (number, finding, expected) in [
      (0, .noDriver, "no CUDA driver found on this machine (libcuda.so.1)"),
      (
        0, .noAnswer(function: "cuInit", code: 999),
        "the CUDA driver found on this machine cannot be used (cuInit gave error 999)"
      ),
      (0, .devices(count: 0), "the CUDA driver found on this machine knows no device"),
      (
        2, .devices(count: 2),
        "there is no such CUDA device: this machine has 2, counted from 0"
      ),
      (
        -1, .devices(count: 2),
        "there is no such CUDA device: this machine has 2, counted from 0"
      ),
      (
        1, .devices(count: 2), "this build has no kernels for CUDA, though the device is there"
      ),
    ] as [(Int, CUDADriver.Finding, String)] {
      XCTAssertEqual(CUDADriver.obstacle(toDevice: number, finding), expected)
    }
  }
}
