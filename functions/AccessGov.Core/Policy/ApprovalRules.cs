namespace AccessGov.Core.Policy;

/// <summary>Who may agree to what, and for whom somebody must always agree.</summary>
/// <param name="Roles">The role that a reason or decision asks for, by its code; <see cref="OperatorRole.Approver"/> for any other.</param>
/// <param name="Named">Whoever is never shut out and loses nothing without an approval: 職員番号 or 職名, compared exactly.</param>
public sealed record ApprovalRules(IReadOnlyDictionary<string, OperatorRole> Roles, IReadOnlyList<string> Named)
{
    /// <summary>A policy that says nothing of it.</summary>
    public static ApprovalRules Usual { get; } = new(new Dictionary<string, OperatorRole>(), []);

    /// <summary>What a role may be asked for besides the brake's reasons: decisions of two people.</summary>
    public static IReadOnlyList<string> Decisions { get; } = ["policy", "operators", "profiles", "go-live", "hold", "erasure", "nodes"];

    /// <summary>The role that somebody who agrees must have.</summary>
    /// <param name="codes">The brake's reasons, or one decision.</param>
    /// <returns><see cref="OperatorRole.Officer"/> as soon as one of them asks for it.</returns>
    public OperatorRole RoleFor(IEnumerable<string> codes) =>
        codes.Any(c => Roles.GetValueOrDefault(c, OperatorRole.Approver) == OperatorRole.Officer)
            ? OperatorRole.Officer
            : OperatorRole.Approver;
}
