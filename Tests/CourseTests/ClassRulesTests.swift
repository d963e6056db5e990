import Course
import Foundation
import XCTest

/// The rules of a class, and days on clocks that change.
final class ClassRulesTests: XCTestCase {
  private func zone(_ name: String) throws -> TimeZone { try XCTUnwrap(TimeZone(identifier: name)) }

  private func date(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

  private static let course = """
    title: Made
    chapters:
    - {number: 1, name: First, title: First}
    - {number: 2, name: Second, title: Second}
    """

  private func rules(_ yaml: String) throws -> ClassRules {
    let row =
      "module: M\ntitle: M\nform: draft\nparts:\n"
      + "- {name: p, title: P, declarations: [p], tests: {testP: 1}}\n"
    let course = try Course(yaml: Self.course) { folder in
      let modules = folder.hasSuffix("first") ? ["Doubling", "Tripling"] : ["Thirds"]
      return modules.enumerated().map { place, module in
        CourseText(
          file: "\(folder)/\(place + 1)-\(module.lowercased()).yml",
          text: row.replacing("module: M", with: "module: \(module)"))
      }
    }
    return try ClassRules(yaml: yaml, course: course)
  }

  func testReadsEveryKey() throws {
    let rules = try rules(
      """
      zone: Europe/Berlin
      deadlines:
        1.2: 2027-04-14 18:00
        1: 2027-04-12 23:59
      late: {graceMinutes: 15, penaltyPercent: 10, capPercent: 50, closesAfterDays: 7, freeDays: 3}
      attempts: latest
      extensions:
      - {section: Evening, days: 1}
      - {group: red, deadlines: [Tripling], until: 2027-04-20 12:00}
      """)
    XCTAssertEqual(rules.zone.identifier, "Europe/Berlin")
    XCTAssertEqual(
      rules.deadlines.mapValues(\.text), ["1.1": "2027-04-12 23:59", "1.2": "2027-04-14 18:00"])
    XCTAssertEqual(rules.late.graceMinutes, 15)
    XCTAssertEqual(rules.late.penaltyPercent, 10)
    XCTAssertEqual(rules.late.capPercent, 50)
    XCTAssertEqual(rules.late.closesAfterDays, 7)
    XCTAssertEqual(rules.late.freeDays, 3)
    XCTAssertEqual(rules.attempts, .latest)
    XCTAssertEqual(rules.extensions.map(\.sections), [["1.1", "1.2"], ["1.2"]])
    XCTAssertEqual(rules.extensions.map(\.rosterSection), ["Evening", nil])
    XCTAssertEqual(rules.extensions[0].time, .days(1))
    XCTAssertEqual(try self.rules("zone: UTC").attempts, .best)
  }

  func testNamesTheLineOfEachMistake() {
    let cases = [
      ("title: x", "1: the class has an unknown key `title`"),
      ("attempts: best", "1: the class has no `zone`"),
      (
        "zone: Europe/Berln", "1: `zone` of the class is not a time zone: 'Europe/Berln' (did you"
      ),
      ("zone: CET", "1: `zone` of the class is not a time zone: 'CET'"),
      ("zone: UTC\ndeadlines: {3: 2027-01-01 10:00}", "2: there is no section 3"),
      ("zone: UTC\ndeadlines:\n  1: 2027-02-30 10:00", "3: '2027-02-30 10:00' is not a time; "),
      ("zone: UTC\ndeadlines:\n  1: tomorrow", "3: 'tomorrow' is not a time"),
      (
        "zone: Europe/Berlin\ndeadlines:\n  1: 2027-03-28 02:30",
        "3: no clock in Europe/Berlin shows 2027-03-28 02:30, because clocks go forward then"
      ),
      (
        "zone: UTC\ndeadlines:\n  1.1: 2027-01-01 10:00\n  Doubling: 2027-01-01 10:00",
        "4: `deadlines` of the class names section 1.1 twice"
      ),
      (
        "zone: UTC\nlate: {penaltyPercent: 101}",
        "2: `penaltyPercent` of `late` of the class must be at most 100, not 101"
      ),
      ("zone: UTC\nlate: {freeDays: -1}", "2: `freeDays` of `late` of the class must be above 0"),
      (
        "zone: UTC\nlate: {penaltyPercent: 20, capPercent: 10}",
        "2: `capPercent` of `late` of the class is 10, below the 20 of a single day"
      ),
      ("zone: UTC\nattempts: first", "2: `attempts` of the class is best or latest, not 'first'"),
      ("zone: UTC\nextensions:\n- {days: 1}", "3: an extension needs the `section` or the `group`"),
      ("zone: UTC\nextensions:\n- {group: a}", "3: an extension has either `days` or `until`"),
      ("zone: UTC\nzone: UTC", "1: `zone` appears twice"),
    ]
    for (yaml, message) in cases {
      XCTAssertThrowsError(try rules(yaml), yaml) {
        XCTAssertTrue("\($0)".hasPrefix("docs/class.yml:\(message)"), "\($0)")
      }
    }
  }

  /// The instant that ends each day after a deadline, beside how long that day was: in spring 23
  /// hours, in autumn 25, and half an hour less or more on Lord Howe Island.
  func testDaysHaveTheDeadlinesTimeOfDayAcrossAChangeOfClocks() throws {
    let cases: [(zone: String, deadline: String, ends: [String])] = [
      (
        "Europe/Berlin", "2027-03-27 23:59",
        ["2027-03-27T23:00:00Z", "2027-03-28T22:00:00Z", "2027-03-29T22:00:00Z"]
      ),
      (
        "Europe/Berlin", "2027-10-30 23:59",
        ["2027-10-30T22:00:00Z", "2027-10-31T23:00:00Z", "2027-11-01T23:00:00Z"]
      ),
      (
        "America/New_York", "2027-03-13 23:59",
        ["2027-03-14T05:00:00Z", "2027-03-15T04:00:00Z", "2027-03-16T04:00:00Z"]
      ),
      (
        "America/New_York", "2027-11-06 23:59",
        ["2027-11-07T04:00:00Z", "2027-11-08T05:00:00Z", "2027-11-09T05:00:00Z"]
      ),
      (
        "Australia/Lord_Howe", "2027-10-02 23:59",
        ["2027-10-02T13:30:00Z", "2027-10-03T13:00:00Z", "2027-10-04T13:00:00Z"]
      ),
      (
        "Australia/Lord_Howe", "2027-04-03 23:59",
        ["2027-04-03T13:00:00Z", "2027-04-04T13:30:00Z", "2027-04-05T13:30:00Z"]
      ),
    ]
    for (zoneName, text, ends) in cases {
      let deadline = try Deadline(text, in: zone(zoneName))
      for (day, end) in ends.enumerated() {
        let end = try date(end)
        XCTAssertEqual(deadline.end(plusDays: day), end, "\(zoneName) \(text), day \(day)")
        XCTAssertEqual(deadline.daysLate(at: end - 0.001), day, "\(zoneName) before day \(day)")
        XCTAssertEqual(deadline.daysLate(at: end), day + 1, "\(zoneName) at day \(day)")
        XCTAssertEqual(deadline.daysLate(at: end + 899, grace: 900), day, "\(zoneName), grace")
        XCTAssertEqual(deadline.daysLate(at: end + 900, grace: 900), day + 1, "\(zoneName), grace")
      }
    }
  }

  func testATimeThatComesTwiceIsTheLaterOne() throws {
    let deadline = try Deadline("2027-10-31 02:30", in: zone("Europe/Berlin"))
    XCTAssertEqual(deadline.end(), try date("2027-10-31T01:31:00Z"))
    // Shown once the day before, it is shown twice a day later.
    let before = try Deadline("2027-10-30 02:30", in: zone("Europe/Berlin"))
    XCTAssertEqual(before.daysLate(at: try date("2027-10-31T01:30:59Z")), 1)
    XCTAssertEqual(before.daysLate(at: try date("2027-10-31T01:31:00Z")), 2)
  }

  func testADayEndsAlsoWhereItsTimeIsLeftOut() throws {
    let deadline = try Deadline("2027-03-27 02:30", in: zone("Europe/Berlin"))
    // 02:30 on the 28th would have been 01:30 in UTC: clocks show 03:30 then.
    XCTAssertEqual(deadline.end(plusDays: 1), try date("2027-03-28T01:31:00Z"))
    XCTAssertEqual(deadline.end(plusDays: 2), try date("2027-03-29T00:31:00Z"))
  }

  /// Every deadline of a year, by the calendar of Foundation.
  func testDaysAgreeWithTheCalendar() throws {
    for name in ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"] {
      var calendar = Calendar(identifier: .gregorian)
      calendar.timeZone = try zone(name)
      var noon = try XCTUnwrap(
        calendar.date(from: DateComponents(year: 2027, month: 1, day: 1, hour: 12)))
      let first = try Deadline("2027-01-01 12:00", in: zone(name))
      for day in 0..<400 {
        XCTAssertEqual(first.end(plusDays: day), noon + 60, "\(name), day \(day)")
        XCTAssertEqual(first.daysLate(at: noon + 61), day + 1, "\(name), day \(day)")
        noon = try XCTUnwrap(calendar.date(byAdding: .day, value: 1, to: noon))
      }
    }
  }
}
