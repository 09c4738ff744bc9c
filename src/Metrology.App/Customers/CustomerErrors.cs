using Metrology.Core.Words;

namespace Metrology.App.Customers;

public static class CustomerErrors
{
    public static readonly Refusal UnitNotFound = Refusal.Of(
        "customer.unit-not-found", "没有这台被检器具。请从被检器具列表重新打开。", "There is no such unit under test. Open it again from the list of units.");

    public static readonly Refusal NotFound = Refusal.Of(
        "customer.not-found", "没有这个送检单位。请从送检单位列表重新打开。", "There is no such customer. Open it again from the list of customers.");

    public static readonly Refusal NameTaken = new(
        "customer.name-taken", new("已有同名的送检单位。请使用原有的，或换一个名称。", "There is a customer of this name already. Use that one, or choose another name."), "Name");

    /// <summary>The address of a customer stands on the papers of all its instruments; it is changed where that can be seen.</summary>
    public static Refusal OtherAddress(Customer registered) => new(
        "customer.other-address",
        new($"“{registered.Name}”登记的地址是“{registered.Address}”，没有改动。要改地址，请在该送检单位的页面修改；否则请留空或填写登记的地址。已出具的证书不变。",
            $"The registered address of “{registered.Name}” is “{registered.Address}”; nothing was changed. Change the address on the customer's page, or leave this empty or as registered. Issued papers stay as they are."),
        nameof(SaveUnit.Request.CustomerAddress));

    public static readonly Refusal MeterKey = new(
        "customer.meter-key",
        new("公钥写作 PEM（-----BEGIN PUBLIC KEY-----）、base64 或十六进制，最多 1000 个字符。请从充电桩铭牌或厂家资料重新复制；没有签名电能表的请留空。",
            "A public key is written as PEM (-----BEGIN PUBLIC KEY-----), base64 or hexadecimal, at most 1000 characters. Copy it again from the plate or the maker's document; leave it empty where no meter signs."),
        nameof(SaveUnit.Request.MeterKey));

    public static readonly Refusal MeterNumber = new(
        "customer.meter-number",
        new($"签名电能表的编号最多 {UnitUnderTest.LongestSerial} 个字符，不含控制字符。请照铭牌或签名记录（MS 或 GS）重新填写；不知道的请留空。",
            $"The number of the signing meter has at most {UnitUnderTest.LongestSerial} characters and no control characters. Enter it as on the plate or in a signed record (MS or GS); leave it empty where it is not known."),
        nameof(SaveUnit.Request.MeterNumber));

    public static readonly Refusal UnitExists = new(
        "customer.unit-exists",
        new("这个制造厂的这个出厂编号已经登记过。请在列表中搜索该编号并打开。", "This serial number of this manufacturer is registered already. Search the list for it and open it."),
        nameof(SaveUnit.Request.SerialNumber));
}
