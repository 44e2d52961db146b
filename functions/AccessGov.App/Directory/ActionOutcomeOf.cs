using AccessGov.Core.Applying;
using AccessGov.Core.Planning;

namespace AccessGov.App.Directory;

/// <summary>What became of one action.</summary>
/// <param name="Action">The action that was tried.</param>
/// <param name="Outcome">What.</param>
/// <param name="ObjectId">The account concerned; for a created account its new id. Null when none is known.</param>
public sealed record ActionOutcomeOf(ActionId Action, ActionOutcome Outcome, Guid? ObjectId);
