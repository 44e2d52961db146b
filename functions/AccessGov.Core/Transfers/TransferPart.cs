namespace AccessGov.Core.Transfers;

/// <summary>One part of a package, as its manifest promises it.</summary>
/// <param name="Kind">What it holds (<see cref="TransferKinds"/>).</param>
/// <param name="Rows">How many things it tells of; on the paper that goes with the package.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Hash">SHA-256 of its bytes, lower-case hex.</param>
public sealed record TransferPart(string Kind, long Rows, long Bytes, string Hash);
