using System.Text;

namespace AccessGov.Functions.Tests.Crash;

/// <summary>What a crash run did and found.</summary>
internal sealed class CrashCounts
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, int> phases = new(StringComparer.Ordinal),
        kinds = new(StringComparer.Ordinal),
        findings = new(StringComparer.Ordinal);

    /// <summary>All kills.</summary>
    public int Kills { get; private set; }

    /// <summary>Kills that hit a phase.</summary>
    public int Hits { get; private set; }

    public int Rounds { get; set; }

    public int Plans { get; set; }

    public int Actions { get; set; }

    public int Accounts { get; set; }

    public int Facts { get; set; }

    /// <summary>Facts whose sealing message was lost: the nightly sweep's work.</summary>
    public int SealedBySweep { get; set; }

    public IReadOnlyDictionary<string, int> Phases => phases;

    public void Killed(KillPoint.What kind, IReadOnlyList<string> during)
    {
        lock (gate)
        {
            Kills++;
            if (during.Count > 0)
                Hits++;
            foreach (var phase in during.DefaultIfEmpty("(idle)"))
                Add(phases, phase);
            Add(kinds, kind.ToString());
        }
    }

    public void Found(string code) => Add(findings, code);

    public override string ToString()
    {
        var text = new StringBuilder();
        void Line(string name, object value) => text.AppendLine($"  {name,-58}{value,8}");
        lock (gate)
        {
            Line("kill -9", Kills);
            foreach (var (phase, count) in phases)
                Line($"  during {phase} (a kill may hit several functions)", count);
            foreach (var (kind, count) in kinds)
                Line($"  point chosen by {kind}", count);
            Line("rounds, each ended: directory = desired, 0 left to do", Rounds);
            Line("plans, each action with one intent and one outcome", Plans);
            Line("  actions of them", Actions);
            Line("accounts, each created once", Accounts);
            Line("facts, each in the verified chain once", Facts);
            Line("  of them sealed by the nightly sweep", SealedBySweep);
            foreach (var (code, count) in findings)
                Line($"finding {code}", count);
        }
        return text.ToString();
    }

    private static void Add(SortedDictionary<string, int> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;
}
