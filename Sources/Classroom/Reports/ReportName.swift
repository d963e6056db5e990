import Foundation
import Toolchain

/// The name of a student's report file, without its extension.
enum ReportName {
  /// The most bytes in a name: this leaves room for an extension and a copy's suffix on any file
  /// system.
  private static let lengthLimit = 200

  /// A valid name for a file, the same in every run and different for every student.
  ///
  /// It is the student's key if that is valid, or else the valid part of it and its digest.
  static func of(_ key: String) -> String {
    var name = String(key.map { $0 == "/" || $0 == "\0" ? "_" : $0 })
    while name.hasPrefix(".") || name.hasPrefix("-") { name.removeFirst() }
    while name.utf8.count > lengthLimit { name.removeLast() }
    if name == key, !name.isEmpty, !name.lowercased().hasSuffix(".json") { return name }
    return "\(name.isEmpty ? "student" : name)-\(Digest(key))"
  }
}
