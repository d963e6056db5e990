import ArgumentParser
import Foundation

/// The same work at growing sizes, so that it can be seen whether the cost of an element stays.
struct Sizes: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Time the same work at growing sizes, with its peak memory.",
    discussion: """
      Batches of 1 to 4096 rows of width 256, widths of 16 to 4096 in batches of 64, and graphs of \
      10 to 1000000 operations: the time of one call, the same for each element, multiplication or \
      node, and the peak memory of a process that does nothing else.
      """)

  @OptionGroup var selection: Selection

  @Option(parsing: .upToNextOption, help: "The numbers of threads to try.")
  var threads = [1, 2]

  func validate() throws {
    guard threads.allSatisfy({ $0 > 0 }) else {
      throw ValidationError("--threads must be above 0")
    }
  }

  /// A line of the table.
  private struct Row: Encodable {
    let workload: String
    let size: Int
    let threads: Int
    let seconds: Double
    let counted: String
    let nanosecondsEach: Double
    let peakMiB: Double

    var line: String {
      workload.padded(to: 18) + "\(size)".leading(8) + "\(threads)".leading(9)
        + readable(seconds).leading(10)
        + String(format: "%.4g ns / %@", nanosecondsEach, counted).leading(22)
        + String(format: "%.1f MiB", peakMiB).leading(13)
    }
  }

  func run() throws {
    let chosen = series.filter { selection.includes($0.name) }
    var progress = Progress(total: threads.count * chosen.map(\.sizes.count).reduce(0, +))
    var rows: [Row] = []
    if selection.format == .table {
      progress.print(
        "workload".padded(to: 18) + "size".leading(8) + "threads".leading(9) + "time".leading(10)
          + "each".leading(22) + "peak".leading(13))
    }
    for series in chosen {
      for threads in threads {
        unsafe setenv("KINDLING_NUM_THREADS", "\(threads)", 1)
        for size in series.sizes {
          progress.begin("\(series.name) \(size), threads: \(threads)")
          let child = ChildProcess("point", series.name, "\(size)")
          let numbers = child.output.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
          let row = Row(
            workload: series.name, size: size, threads: threads, seconds: numbers[0],
            counted: series.counted, nanosecondsEach: numbers[0] / numbers[1] * 1e9,
            peakMiB: Double(child.peakMemory) / 0x1p20)
          if selection.format == .table { progress.print(row.line) }
          rows.append(row)
        }
      }
    }
    progress.end()
    if selection.format == .json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      print(String(decoding: try encoder.encode(rows), as: UTF8.self))
    }
  }
}

/// Measures one size and prints the seconds and how many things they are for.
struct Point: ParsableCommand {
  static let configuration = CommandConfiguration(shouldDisplay: false)

  @Argument var name: String
  @Argument var size: Int

  func run() throws {
    guard let series = series.first(where: { $0.name == name }) else {
      throw ValidationError("there is no series \(name)")
    }
    let measurement = series.measure(size)
    print(measurement.seconds, measurement.count)
  }
}
