namespace AccessGov.Core.Transfers;

/// <summary>How far one direction between two nodes has gone.</summary>
/// <param name="Number">Number of the last package; 0 before the first.</param>
/// <param name="Hash">Its hash; null before the first.</param>
public readonly record struct TransferMark(long Number, string? Hash)
{
    /// <summary>Before the first package.</summary>
    public static TransferMark None { get; } = new(0, null);

    /// <summary>As a manifest writes it: number and hash, <c>0 -</c> before the first.</summary>
    public override string ToString() => $"{Number} {Hash ?? "-"}";
}
