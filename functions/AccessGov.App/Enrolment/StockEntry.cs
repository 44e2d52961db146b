using AccessGov.Core.Enrolment;

namespace AccessGov.App.Enrolment;

/// <summary>A line of a list of keys that were bought.</summary>
/// <param name="Serial">製造番号.</param>
/// <param name="Model">型式.</param>
/// <param name="Aaguid">The model's number; null when the list does not tell it.</param>
public sealed record StockEntry(KeySerial Serial, string Model, Guid? Aaguid);
