namespace AccessGov.Core.Audit.Answers;

/// <summary>An account that held a right.</summary>
/// <param name="Entitlement">The right.</param>
/// <param name="Employee">職員番号; null when the account carried none.</param>
/// <param name="Account">Object id of the account; null in records of versions that did not note it.</param>
/// <param name="Since">Day since when the record knows of it: of the outcome that gave it, or of a baseline.</param>
/// <param name="Line">The line that says so.</param>
public sealed record Holder(string Entitlement, string? Employee, string? Account, DateOnly Since, long Line);
