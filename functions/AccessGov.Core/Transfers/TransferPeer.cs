using AccessGov.Core.Audit.Notes;

namespace AccessGov.Core.Transfers;

/// <summary>
/// Another node, as two people agreed to it: by which key it is believed, what it may tell, what it is told. Whoever could change that
/// alone could put himself in the place of HR.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Key">The key that its packages are signed with; it bears the node's name and came on paper.</param>
/// <param name="Takes">Kinds of parts that are believed from it (<see cref="TransferKinds"/>), in order.</param>
/// <param name="Gives">Kinds of parts that it is given, in order.</param>
/// <param name="TellsNames">False: people pass by 職員番号 alone, without their names.</param>
/// <param name="TakesFrom">
/// Number of a package that is taken over although those before it never came, for one that was lost for good; null for none.
/// </param>
/// <param name="SendsFrom">Number with which the next package begins at least, after a backup was put back; null for none.</param>
public sealed record TransferPeer(
    NodeName Name,
    NoteKey Key,
    IReadOnlyList<string> Takes,
    IReadOnlyList<string> Gives,
    bool TellsNames,
    long? TakesFrom = null,
    long? SendsFrom = null
)
{
    /// <summary>The entry in one line, as it is shown, compared and hashed.</summary>
    public override string ToString() =>
        $"{Name} {Key} takes {List(Takes)} gives {List(Gives)} names {(TellsNames ? "yes" : "no")}"
        + $" takesFrom {TakesFrom?.ToString() ?? "-"} sendsFrom {SendsFrom?.ToString() ?? "-"}";

    private static string List(IReadOnlyList<string> kinds) => kinds.Count == 0 ? "-" : string.Join(',', kinds);
}
