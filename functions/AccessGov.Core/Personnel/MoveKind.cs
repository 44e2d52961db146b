using AccessGov.Core.Codes;

namespace AccessGov.Core.Personnel;

/// <summary>発令 as far as it changes access.</summary>
[CodedBy(typeof(MoveKindCodes))]
public enum MoveKind
{
    /// <summary>採用, 再任用, 復帰 into service.</summary>
    Joins,

    /// <summary>転任, 配置換, 昇任, 出向, end or start of a 兼務.</summary>
    Moves,

    /// <summary>退職, 免職, 死亡, 任期満了.</summary>
    Leaves,

    /// <summary>休職, 育児休業.</summary>
    StartsLeave,

    /// <summary>復職.</summary>
    EndsLeave,
}
