using Metrology.Core.Words;

namespace Metrology.App.Standards.Tracing;

public static class TraceErrors
{
    public static readonly Refusal NotFound = Refusal.Of("trace.not-found", "没有这一级。", "There is no such link of the chain.");

    public static readonly Refusal NoCertificate = Refusal.Of("trace.no-certificate", "没有这张溯源证书。", "There is no such traceability certificate.");

    public static readonly Refusal OneSource = new(
        "trace.one-source", new("一张证书只有一个来源：选本机构的计量标准，或选上级标准，只选一个。", "A certificate comes from one standard: choose one of this register or one above it, not both."), "StandardId");

    public static readonly Refusal NationalIsTop = new(
        "trace.national-is-top", new("国家计量基准之上没有上级。请清空“上级”，或不勾选国家计量基准。", "Nothing stands above a national standard. Clear what is above it, or do not mark it as national."), "AboveId");

    /// <param name="way">Names of the links from one to itself.</param>
    public static Refusal Cycle(IReadOnlyList<BilingualText> way) => new(
        "trace.cyclic",
        new($"溯源成了环：{string.Join(" → ", way.Select(node => node.Zh))}。量值不能来自它自己，没有保存。请核对证书的来源。",
            $"The chain would be a circle: {string.Join(" → ", way.Select(node => node.En))}. A value cannot come from itself, so nothing was saved. Check where the certificate comes from."),
        "StandardId");
}
