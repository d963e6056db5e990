import Foundation

/// As much of JSON Schema as docs/guide uses: types, required and known keys, lists, references,
/// constants and enumerations.
struct JSONSchema {
  private let root: [String: Any]

  init(at url: URL) throws {
    root = try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any] ?? [:]
  }

  /// What in a document does not fit, each with its path.
  func faults(in json: String) -> [String] {
    guard let value = try? JSONSerialization.jsonObject(with: Data(json.utf8)) else {
      return ["not JSON"]
    }
    return faults(of: value, root, at: "$")
  }

  private func faults(of value: Any, _ schema: [String: Any], at path: String) -> [String] {
    if let reference = schema["$ref"] as? String {
      let name = reference.replacingOccurrences(of: "#/$defs/", with: "")
      let definitions = root["$defs"] as? [String: [String: Any]]
      guard let definition = definitions?[name] else { return ["\(path): no \(reference)"] }
      return faults(of: value, definition, at: path)
    }
    if let constant = schema["const"] as? Int, constant != value as? Int {
      return ["\(path): is not \(constant)"]
    }
    if let choices = schema["enum"] as? [String], !choices.contains(value as? String ?? "") {
      return ["\(path): is none of \(choices)"]
    }
    switch schema["type"] as? String {
    case "object": return objectFaults(of: value, schema, at: path)
    case "array":
      guard let items = value as? [Any], let item = schema["items"] as? [String: Any] else {
        return ["\(path): is no list"]
      }
      return items.enumerated().flatMap { faults(of: $1, item, at: "\(path)[\($0)]") }
    case "string": return value is String ? [] : ["\(path): is no string"]
    case "integer": return value is Int ? [] : ["\(path): is no integer"]
    case "number": return value is Double || value is Int ? [] : ["\(path): is no number"]
    case "boolean": return value is Bool ? [] : ["\(path): is no boolean"]
    case let other: return ["\(path): type \(other ?? "none") is not known to this check"]
    }
  }

  private func objectFaults(of value: Any, _ schema: [String: Any], at path: String) -> [String] {
    guard let object = value as? [String: Any] else { return ["\(path): is no object"] }
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    let required = schema["required"] as? [String] ?? []
    return required.filter { object[$0] == nil }.map { "\(path): has no \($0)" }
      + object.flatMap { key, value in
        properties[key].map { faults(of: value, $0, at: "\(path).\(key)") }
          ?? ["\(path): has an unknown key \(key)"]
      }
  }
}
