using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit.Witnesses;

/// <summary>One thing that is wrong in a witness policy.</summary>
/// <param name="Line">Line in the file, from 1; 0 when it is the whole file.</param>
/// <param name="Error">What.</param>
/// <param name="Word">The word that was met; empty when there is none to show.</param>
public sealed record WitnessPolicyFlaw(int Line, WitnessPolicyError Error, string Word)
{
    /// <summary>What is wrong with the word; null where the error says it all.</summary>
    public Wording? Why { get; init; }

    /// <summary>All of it as one sentence, with its line.</summary>
    public Wording What
    {
        get
        {
            var what = Wording.Of($"WitnessPolicy.{WitnessPolicyErrorCodes.Of(Error)}", (object?)Why ?? Word);
            return Line > 0 ? Wording.Of("WitnessPolicy.Line", Line, what) : what;
        }
    }
}
