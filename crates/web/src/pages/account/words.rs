//! Words of signing in and of one's own account.

crate::words::words! {
    sign_in: "登录" / "Sign in";
    sign_in_lead: "用单位发给您的用户名和口令登录。" / "Sign in with the name and password that your unit gave you.";
    login_name: "用户名" / "Name";
    password: "口令" / "Password";
    number: "动态口令（启用了才填）" / "Number of the app (if you use one)";
    refused: "用户名、口令或动态口令不对。" / "The name, the password or the number is wrong.";
    second: "动态口令" / "Second factor";
    second_off: "没有启用。启用后，登录除口令外还要手机应用上的六位数。" / "Not in use. With it, signing in takes six digits of an app on your telephone beside the password.";
    second_on: "已启用：登录要填手机应用上的六位数。" / "In use: signing in takes six digits of the app on your telephone.";
    second_scan: "用手机上的动态口令应用（身份验证器）扫这个码，或者照抄密钥，再把它显示的六位数填在下面。密钥只显示这一次。" / "Scan this code with an authenticator app on your telephone, or copy the secret; then give the six digits that it shows. The secret is shown this once.";
    secret: "密钥" / "Secret";
    six: "六位数" / "Six digits";
    take: "启用" / "Use it";
    give_up: "停用" / "Give it up";
    locked: "试错太多次，十五分钟后再试。" / "Too many wrong tries; please try again in fifteen minutes.";
    demo_lead: "这里是样例区县，人名都是编的。点一个人，就以他的身份进去：" / "This is a sample district with made-up people. Choose one to enter as him or her:";
    me_title: "{} 的账号" / "Account of {}";
    machine: "本机" / "This machine";
    machine_lead: "您从本机终端给出的链接进来：什么都能看，办事要用个人账号登录。" / "You came by the link that the terminal printed: you see everything; to do anything, sign in with an account of your own.";
    roles: "所任角色" / "Roles";
    no_roles: "现在没有任职，什么也看不到、办不了。请找安全管理员。" / "No role at present: nothing can be seen or done. Please ask the security administrator.";
    role: "角色" / "Role";
    unit: "单位" / "Unit";
    until: "到期" / "Until";
    no_end: "未定" / "open";
    change_password: "改口令" / "Change the password";
    must_change: "第一次登录，请先设一个自己的口令。" / "This is your first visit: please set a password of your own.";
    old_password: "原口令" / "Present password";
    new_password: "新口令（至少十个字）" / "New password (ten characters or more)";
    new_again: "再写一遍" / "Once more";
    not_alike: "两遍写的不一样。" / "The two are not alike.";
    save: "保存" / "Save";
    visits: "登录在哪里" / "Where you are signed in";
    began: "开始" / "Since";
    seen: "最近" / "Last seen";
    agent: "浏览器" / "Browser";
    this_one: "这里" / "here";
    end_visit: "结束" / "End";
    sign_out: "退出" / "Sign out";
}
