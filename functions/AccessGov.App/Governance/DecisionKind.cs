using AccessGov.Core.Audit.Verifying;
using AccessGov.Core.Codes;

namespace AccessGov.App.Governance;

/// <summary>What takes effect only when two people agree.</summary>
[CodedBy(typeof(DecisionKindCodes))]
public enum DecisionKind
{
    /// <summary>The policy, where it is looser than the one in force, and the first one.</summary>
    Policy,

    /// <summary>Who the operating-system users are, and their roles.</summary>
    Operators,

    /// <summary>That the installation begins to change the directory.</summary>
    GoLive,

    /// <summary>How the files of the sources are read: whoever changes that alone could make leavers serve.</summary>
    Profiles,

    /// <summary>Which facts of the record are erased after their retention.</summary>
    Erasure,

    /// <summary>Which other nodes are believed, and what passes to them.</summary>
    Nodes,
}

/// <summary>Codes of decisions: names of rows, subjects of facts, keys of the policy's <c>approvals</c>.</summary>
public static class DecisionKindCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<DecisionKind> All { get; } =
        new(
            (DecisionKind.Policy, "policy"),
            (DecisionKind.Operators, "operators"),
            (DecisionKind.GoLive, "go-live"),
            (DecisionKind.Profiles, "profiles"),
            (DecisionKind.Erasure, ErasureLedger.Subject),
            (DecisionKind.Nodes, "nodes")
        );

    /// <summary>The code of one.</summary>
    /// <param name="value">A kind.</param>
    public static string Of(DecisionKind value) => All.Of(value);
}
