using AccessGov.Core.Codes;

namespace AccessGov.Core.Audit.Witnesses;

/// <summary>What can be wrong in a line of a witness policy.</summary>
[CodedBy(typeof(WitnessPolicyErrorCodes))]
public enum WitnessPolicyError
{
    /// <summary>The file is larger than any policy, or no UTF-8.</summary>
    NoText,

    /// <summary>A control character; most often the carriage return of a Windows editor.</summary>
    ControlCharacter,

    /// <summary>The line begins with none of <c>log witness group quorum #</c>.</summary>
    UnknownWord,

    /// <summary>Too few or too many words.</summary>
    WordCount,

    /// <summary>The key cannot be read.</summary>
    BadKey,

    /// <summary>The key is of a type that a log, or a witness, does not sign with.</summary>
    WrongKeyType,

    /// <summary>The key stands on a line above.</summary>
    KeyTwice,

    /// <summary>The name stands on a line above, or is <c>none</c>.</summary>
    NameTaken,

    /// <summary>No line above has this name.</summary>
    UnknownName,

    /// <summary>The name is member of a group already.</summary>
    MemberTwice,

    /// <summary>The number needed is none of <c>all any</c> and 1 to the number of members.</summary>
    BadThreshold,

    /// <summary>There is a quorum line above.</summary>
    QuorumTwice,

    /// <summary>The file has no quorum line.</summary>
    QuorumMissing,

    /// <summary>No line begins as a line of a witness policy does: it is another file.</summary>
    NoPolicy,

    /// <summary>There are more, which are told when these are corrected; the word is how many.</summary>
    More,
}

/// <summary>Codes of these in JSON and in the texts.</summary>
public static class WitnessPolicyErrorCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<WitnessPolicyError> All { get; } =
        new(
            (WitnessPolicyError.NoText, "no-text"),
            (WitnessPolicyError.ControlCharacter, "control-character"),
            (WitnessPolicyError.UnknownWord, "unknown-word"),
            (WitnessPolicyError.WordCount, "word-count"),
            (WitnessPolicyError.BadKey, "bad-key"),
            (WitnessPolicyError.WrongKeyType, "wrong-key-type"),
            (WitnessPolicyError.KeyTwice, "key-twice"),
            (WitnessPolicyError.NameTaken, "name-taken"),
            (WitnessPolicyError.UnknownName, "unknown-name"),
            (WitnessPolicyError.MemberTwice, "member-twice"),
            (WitnessPolicyError.BadThreshold, "bad-threshold"),
            (WitnessPolicyError.QuorumTwice, "quorum-twice"),
            (WitnessPolicyError.QuorumMissing, "quorum-missing"),
            (WitnessPolicyError.NoPolicy, "no-policy"),
            (WitnessPolicyError.More, "more")
        );

    /// <summary>The code of one.</summary>
    public static string Of(WitnessPolicyError value) => All.Of(value);
}
