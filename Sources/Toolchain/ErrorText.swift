import Foundation

/// An error in words: what an error of the system concerns and the reason, and any other as it
/// describes itself.
public func errorText(_ error: any Error) -> String {
  guard let error = error as? CocoaError else { return "\(error)" }
  let underlying = error.underlying as? POSIXError
  let reason =
    underlying.map { unsafe String(cString: strerror($0.code.rawValue)) }
    ?? error.localizedDescription
  return [error.filePath ?? error.url?.path, reason].compactMap(\.self).joined(separator: ": ")
}
