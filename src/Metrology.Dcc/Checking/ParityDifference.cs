using Metrology.Core.Words;

namespace Metrology.Dcc.Checking;

/// <summary>A value that paper and XML do not say alike.</summary>
/// <param name="Path">"results/operating-error/full/mean".</param>
/// <param name="Paper">What the paper shows; null when it does not show the value.</param>
/// <param name="Xml">What the XML says; null when it does not have the value.</param>
public sealed record ParityDifference(string Path, string? Paper, string? Xml)
{
    public BilingualText Text => new($"{Path}：纸面 {Paper ?? "无"}，XML {Xml ?? "无"}", $"{Path}: paper {Paper ?? "nothing"}, XML {Xml ?? "nothing"}");
}
