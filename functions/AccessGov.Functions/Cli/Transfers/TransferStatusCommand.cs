using System.CommandLine;
using System.Text;
using AccessGov.App.Transfers;
using AccessGov.Core.Transfers;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Transfers;

/// <summary><c>accessgov transfer status</c> and <c>told</c>: how far both directions have gone, and what a node told last.</summary>
internal static class TransferStatusCommand
{
    private sealed record Part(string Kind, long? Number, DateTimeOffset? MadeAt, int? AgeDays);

    private sealed record Line(
        string Node,
        TransferBook.Package? Sent,
        long Received,
        TransferBook.Package? Taken,
        int? AgeDays,
        IReadOnlyList<Part> Parts
    );

    private static readonly string[] Kinds = [TransferKinds.Counts, TransferKinds.Held, TransferKinds.Plans];

    public static Command Make(CliOptions options, CliHost host)
    {
        var command = new Command("status");
        command.SetAction(SessionAction.Of(options, host, (session, _, ct) => ShowAsync(session, ct), seals: false));
        return command;
    }

    public static Command MakeTold(CliOptions options, CliHost host)
    {
        var node = new Argument<string>("node");
        var command = new Command("told") { node };
        command.SetAction(
            SessionAction.Of(options, host, (session, parsed, ct) => ToldAsync(session, parsed.GetValue(node)!, ct), seals: false)
        );
        return command;
    }

    private static int? AgeOf(Session session, DateTimeOffset? madeAt) =>
        madeAt is { } at ? TransferBook.AgeInDays(session.Workspace, at) : null;

    private static async Task<int> ShowAsync(Session session, CancellationToken ct)
    {
        if (session.Settings.Node.Name is null)
            return TransferCommands.NoNode(session);
        var lines = new List<Line>();
        foreach (var peer in session.Workspace.Peers)
        {
            var standing = await TransferBook.OfAsync(session.Workspace, peer.Name, ct);
            var age = AgeOf(session, standing.Taken?.MadeAt);
            var heard = await TransferBook.HeardAsync(session.Workspace, peer.Name, ct);
            Part[] parts =
            [
                .. peer
                    .Takes.Where(TransferKinds.TellsFacts)
                    .Select(k => (Kind: k, Last: heard.GetValueOrDefault(k)))
                    .Select(p => new Part(p.Kind, p.Last?.Number, p.Last?.MadeAt, AgeOf(session, p.Last?.MadeAt))),
            ];
            lines.Add(new Line(peer.Name.Value, standing.Sent, standing.Received, standing.Taken, age, parts));
        }
        if (session.IsJson)
        {
            session.WriteJson(lines);
            return ExitCodes.Done;
        }
        var texts = session.UiTexts;
        if (lines.Count == 0)
            session.Say(texts["Transfer.NoPeers"]);
        foreach (var line in lines)
        {
            session.Say(
                line.Taken is { } taken
                    ? texts.Of("Transfer.TakenLast", line.Node, taken.Number, session.Workspace.Local(taken.MadeAt), line.AgeDays!)
                    : texts.Of("Transfer.TakenNone", line.Node)
            );
            // Whatever was not in the last package, or was refused, is older than it.
            foreach (var part in line.Taken is null ? [] : line.Parts.Where(p => p.Number != line.Taken.Number))
                session.Say(
                    part.Number is { } number
                        ? texts.Of(
                            "Transfer.PartLast",
                            TransferText.NameOf(session, part.Kind),
                            number,
                            session.Workspace.Local(part.MadeAt!.Value),
                            part.AgeDays!
                        )
                        : texts.Of("Transfer.PartNone", TransferText.NameOf(session, part.Kind))
                );
            session.Say(
                line.Sent is { } sent
                    ? texts.Of("Transfer.SentLast", line.Node, sent.Number, session.Workspace.Local(sent.MadeAt), line.Received)
                    : texts.Of("Transfer.SentNone", line.Node)
            );
        }
        return ExitCodes.Done;
    }

    private static async Task<int> ToldAsync(Session session, string name, CancellationToken ct)
    {
        var (peer, exitCode) = TransferCommands.Find(session, name);
        if (peer is null)
            return exitCode;
        var told = new List<(string Kind, TransferBook.Told What, string Content)>();
        foreach (var kind in Kinds)
            if (await TransferBook.ToldAsync(session.Workspace, peer.Name, kind, ct) is { } what)
                told.Add((kind, what, Encoding.UTF8.GetString(await session.Workspace.Kept.BytesAsync(what.Kept, ct))));
        if (told.Count == 0)
            return session.Complain(
                (await TransferBook.OfAsync(session.Workspace, peer.Name, ct)).Taken is { } last
                    ? session.UiTexts.Of("Transfer.ToldNoneOfThem", peer.Name, last.Number, session.Workspace.Local(last.At))
                    : session.UiTexts.Of("Transfer.ToldNothing", peer.Name),
                ExitCodes.NotFound
            );
        TransferText.Told(session, told);
        return ExitCodes.Done;
    }
}
