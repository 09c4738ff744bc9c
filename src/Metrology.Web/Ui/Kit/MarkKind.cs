namespace Metrology.Web.Ui.Kit;

public enum MarkKind
{
    /// <summary>示例: invented data.</summary>
    Sample,

    /// <summary>模拟: readings from simulators or a replay.</summary>
    Simulated,
}
