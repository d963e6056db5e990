// Attack: ask someone else, were every rule to miss it: there is no network.
// Report: trapped: no connection
// Past: source, symbols

import Glibc
import Kindling

private func ask() -> Never {
  let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  // 1.1.1.1, port 53: an address that any machine on the network reaches without names.
  address.sin_port = in_port_t(53).bigEndian
  address.sin_addr.s_addr = 0x0101_0101
  let size = socklen_t(MemoryLayout<sockaddr_in>.size)
  let status = unsafe withUnsafePointer(to: &address) {
    unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe connect(socket, $0, size) }
  }
  fatalError(status == 0 ? "connected" : "no connection, error \(errno)")
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { ask() }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { ask() }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  ask()
}
