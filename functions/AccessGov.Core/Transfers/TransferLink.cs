namespace AccessGov.Core.Transfers;

/// <summary>What a node remembers of another one.</summary>
/// <param name="Taken">The last package that was taken over from it.</param>
/// <param name="MadeAt">When that one was made; null before the first.</param>
/// <param name="Sent">The last package that was made for it.</param>
public sealed record TransferLink(TransferMark Taken, DateTimeOffset? MadeAt, TransferMark Sent)
{
    /// <summary>Before anything passed.</summary>
    public static TransferLink None { get; } = new(TransferMark.None, null, TransferMark.None);
}
