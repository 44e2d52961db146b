using AccessGov.App.Texts;
using AccessGov.Core.Transfers;
using AccessGov.Functions.Cli.Answers;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Transfers;

/// <summary>Other nodes as people read them. Hashed and recorded are the lines of <see cref="TransferPeer"/>.</summary>
internal static class NodeText
{
    /// <summary>The nodes, below each other: what comes from each, what goes to it.</summary>
    /// <param name="session">Whom to tell.</param>
    /// <param name="peers">The nodes.</param>
    public static void Show(Session session, IReadOnlyList<TransferPeer> peers)
    {
        var texts = session.UiTexts;
        if (peers.Count == 0)
            return;
        var table = new TextTable([.. Columns.Select(c => texts[$"Node.{c}"])]);
        foreach (var peer in peers)
            table.Add(
                peer.Name.Value,
                new([.. peer.Takes.Select(k => TransferText.NameOf(session, k)).DefaultIfEmpty(texts["Word.none"])]),
                new([.. peer.Gives.Select(k => TransferText.NameOf(session, k)).DefaultIfEmpty(texts["Word.none"])]),
                texts[peer.TellsNames ? "Word.yes" : "Word.no"],
                Numbers(texts, peer),
                $"{peer.Key}"
            );
        table.Show(session);
    }

    private static readonly string[] Columns = ["name", "takes", "gives", "names", "from", "key"];

    private static TextTable.Cell Numbers(UiTexts texts, TransferPeer peer)
    {
        var numbers = new List<string>();
        if (peer.TakesFrom is { } takes)
            numbers.Add(texts.Of("Node.takesFrom", takes));
        if (peer.SendsFrom is { } sends)
            numbers.Add(texts.Of("Node.sendsFrom", sends));
        return new(numbers.Count == 0 ? [texts["Node.fromOne"]] : numbers);
    }
}
