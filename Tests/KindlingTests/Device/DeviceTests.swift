import XCTest

@testable import Kindling

final class DeviceTests: XCTestCase {
  func testATensorThatIsThereStays() {
    let x = Tensor.zeros(2, 3, device: .cpu)
    XCTAssertEqual(x.device, .cpu)
    XCTAssertTrue(x.to(.cpu) === x)
    XCTAssertTrue(Device.cpu.isAvailable)
    XCTAssertNil(Device.cpu.obstacle)
    XCTAssertEqual(
      "\(Device.cpu) \(Device.opencl(2)) \(Device.cuda(1))", ".cpu .opencl(2) .cuda(1)")
  }

  func testTheProcessorIsAlwaysAvailableAndNoAccelerator() {
    XCTAssertEqual(Device.available.first, .cpu)
    XCTAssertEqual(Set(Device.available).count, Device.available.count)
    XCTAssertTrue(Device.available.allSatisfy(\.isAvailable))
    XCTAssertNotEqual(Device.accelerator, .cpu)
    XCTAssertNil(Device.cpu.name)
    XCTAssertTrue(Device.cpu.hasFloat64)
    for device in Device.available.dropFirst() {
      XCTAssertFalse(device.name!.isEmpty)
      XCTAssertGreaterThan(device.memory!, 0)
    }
    XCTAssertNil(Device.opencl(99).name)
  }

  func testTheDefaultIsPutBack() {
    let before = Device.default
    for device in Device.available {
      withDefaultDevice(device) {
        XCTAssertEqual(Device.default, device)
        XCTAssertEqual(Tensor.zeros(2).device, device)
        XCTAssertEqual(Tensor([1, 2]).device, device)
        XCTAssertEqual(Linear(2, 3).weight.device, device)
      }
      XCTAssertEqual(Device.default, before)
    }
  }

  func testWhatAMachineWithoutOpenCLIsMissing() {
    for (finding, expected) in [
      (
        .noLibrary,
        "no OpenCL found on this machine (\(OpenCLLibrary.name)); Debian's packages for a machine "
          + "without a GPU are ocl-icd-libopencl1 and pocl-opencl-icd"
      ),
      (.devices([]), "OpenCL is on this machine, but no driver has a device for it"),
      (.turnedOff, "devices are turned off (KINDLING_DEVICES is none)"),
    ] as [(OpenCLDevices.Finding, String)] {
      XCTAssertEqual(OpenCLDevices.obstacle(toDevice: 0, finding), expected)
    }
  }

  func testAvailabilityAndObstacleAgree() {
    for device in (0..<3).flatMap({ [Device.cuda($0), .opencl($0)] }) {
      XCTAssertEqual(device.isAvailable, device.obstacle == nil)
      XCTAssertEqual(device.isAvailable, device.name != nil)
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
        1, .devices(count: 2),
        "the device is there, but OpenCL, through which it would be used, does not know it: "
          + "ocl-icd-libopencl1 has to be installed, and /etc/OpenCL/vendors/nvidia.icd to hold the "
          + "line libnvidia-opencl.so.1"
      ),
    ] as [(Int, CUDADriver.Finding, String)] {
      XCTAssertEqual(CUDADriver.obstacle(toDevice: number, finding), expected)
    }
  }
}
