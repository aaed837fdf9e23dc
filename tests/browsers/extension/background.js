// WebDriver cannot open the pages of an extension in Firefox, so the extension opens its page.
globalThis.browser?.tabs.create({ url: "page.html" });
