namespace AccessGov.Core.Audit.Witnesses;

/// <summary>One thing that is wrong in a witness policy.</summary>
/// <param name="Line">Line in the file, from 1; 0 when it is the whole file.</param>
/// <param name="Error">What.</param>
/// <param name="Word">The word that was met; empty when there is none to show.</param>
public sealed record WitnessPolicyFlaw(int Line, WitnessPolicyError Error, string Word);
