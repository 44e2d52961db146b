using AccessGov.Benchmarks.Harness;

namespace AccessGov.Benchmarks.WebAuthn;

/// <summary>
/// Registrations and assertions verified, beside <c>@simplewebauthn/server</c> over the same answers: both sides in turn, one ceremony
/// after the other, by the processor time of the whole process. The median of the rounds counts.
/// </summary>
internal static class WebAuthnBenchmark
{
    private const int Count = 250,
        WarmUps = 3,
        Rounds = 9;

    public static async Task<bool> RunAsync(Report report, CancellationToken ct)
    {
        var ceremonies = new Ceremonies(Count);
        var folder = System.IO.Directory.CreateTempSubdirectory("accessgov-bench-").FullName;
        var file = Path.Combine(folder, "ceremonies.jsonl");
        await ceremonies.WriteAsync(file, ct);
        using var peer = NodePeer.Start(file);
        if (peer is null)
            Console.WriteLine("@simplewebauthn/server is not installed (Node.js, then 'npm ci --prefix tests'): ours alone.");
        var (ours, theirs) = (new List<Turn>(), new List<Turn>());
        var (rows, held) = (new List<object[]>(), true);
        foreach (var kind in (string[])[Ceremonies.Registrations, Ceremonies.Assertions])
        {
            ours.Clear();
            theirs.Clear();
            for (var round = -WarmUps; round < Rounds; round++)
            {
                ours.Add(Whole(await ceremonies.VerifyAsync(kind, ct), "AccessGov"));
                if (peer is not null)
                    theirs.Add(Whole(await peer.VerifyAsync(kind, ct), "@simplewebauthn/server"));
            }
            rows.Add([kind, "AccessGov", PerSecond(ours, t => t.CpuSeconds), PerSecond(ours, t => t.Seconds)]);
            if (peer is null)
                continue;
            rows.Add([
                kind,
                $"@simplewebauthn/server {NodePeer.Version}",
                PerSecond(theirs, t => t.CpuSeconds),
                PerSecond(theirs, t => t.Seconds),
            ]);
            held &= report.Promise(
                $"{kind}: processor time, times @simplewebauthn/server",
                PerSecond(theirs, t => t.CpuSeconds) / PerSecond(ours, t => t.CpuSeconds),
                1
            );
        }
        Refused(await ceremonies.VerifyAsync(Ceremonies.Foreign, ct), "AccessGov");
        if (peer is not null)
            Refused(await peer.VerifyAsync(Ceremonies.Foreign, ct), "@simplewebauthn/server");
        report.Table(
            $"Ceremonies verified (ES256, packed with certificates), {Count} of each, median of {Rounds}",
            ["kind", "by", "per second and core", "per second, one after the other"],
            rows
        );
        System.IO.Directory.Delete(folder, recursive: true);
        return held;
    }

    private static double PerSecond(List<Turn> turns, Func<Turn, double> time)
    {
        var sorted = turns.Skip(WarmUps).Select(t => t.Verified / time(t)).Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static Turn Whole(Turn turn, string who) =>
        turn.Verified == Count
            ? turn
            : throw new InvalidOperationException($"{who} verified {turn.Verified} of {Count} lawful ceremonies: {turn.Why}");

    private static void Refused(Turn turn, string who)
    {
        if (turn.Verified > 0)
            throw new InvalidOperationException($"{who} verified the key of a maker whom nobody trusts; the two do not do the same work.");
        Console.WriteLine($"  {who} refuses the key of a maker whom nobody trusts: {turn.Why}");
    }
}
