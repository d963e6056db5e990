import ArgumentParser
import Foundation

/// The peak memory of each training program, in a process of its own.
struct Memory: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take the peak memory of each training program, each in a process of its own.",
    discussion: "In MiB, the program itself and the libraries it loads included.")

  @OptionGroup var selection: Selection

  func run() {
    let programs = trainingPrograms.filter { selection.includes($0.name) }
    var progress = Progress(total: programs.count)
    var lines: [String] = []
    for program in programs {
      progress.begin(program.name)
      let peak = String(
        format: "%.1f", Double(ChildProcess("program", program.name).peakMemory) / 0x1p20)
      switch selection.format {
      case .table: progress.print("\(program.name.padded(to: 24)) \(peak.leading(9)) MiB")
      case .json: lines.append("  \"\(program.name)_mib\": \(peak)")
      }
    }
    progress.end()
    if selection.format == .json { print("{\n" + lines.joined(separator: ",\n") + "\n}") }
  }
}

/// Runs one training program once.
struct Program: ParsableCommand {
  static let configuration = CommandConfiguration(shouldDisplay: false)

  @Argument var name: String

  func run() throws {
    guard let program = trainingPrograms.first(where: { $0.name == name }) else {
      throw ValidationError("there is no training program \(name)")
    }
    _ = program.train()
  }
}
